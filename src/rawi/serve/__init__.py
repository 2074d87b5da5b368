"""The pages, feeds and files that rawi serves. Comes in: an archive, settings, requests. Goes out: answers.

`rawi.serve.app.create` makes the application; importing this package loads no server.
"""
