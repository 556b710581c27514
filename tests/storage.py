"""What a browser keeps."""

#: Takes all the room that a page has to keep texts in.
FILLED = """
() => {
  for (let size = 2 ** 23; size >= 1;) {
    try {
      localStorage.setItem(`taken ${localStorage.length}`, "x".repeat(size));
    } catch {
      size /= 2;
    }
  }
}
"""
