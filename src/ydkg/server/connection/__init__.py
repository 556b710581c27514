"""The connection: uvicorn's HTTP protocol with bounds on what a client sends, how long it takes, and how many come.

uvicorn bounds neither the time for a head or a body, nor the number of header fields, nor a body's size; it answers for
every host name, drops answers to clients that are still sending, and lets one that reads nothing hold its answer for
ever. No option and no middleware mends that, as it happens before there is a request or after it. So `protocol` extends
a class of uvicorn's that its makers may change: `pyproject.toml` admits only versions that were tried, and
`tests/packaging/test_metadata.py` says which. Nothing outside this package touches uvicorn's protocol.
"""
