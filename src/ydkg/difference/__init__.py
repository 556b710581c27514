"""What differs between two versions of a graph: for people in sentences, for programs as a patch."""
