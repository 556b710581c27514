"""The edge: what a connection and a request must be like before any page is asked, and what every answer carries."""
