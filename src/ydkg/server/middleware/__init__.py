"""Middleware: what every request and every answer passes, whatever page is asked for."""
