"""From the web to pages. Comes in: outlets and addresses. Goes out: pages, entries, refusals.

The only code that opens outbound connections. Import the module you need: this file loads nothing.
"""
