"""The entry point for assistants: what `pincite mcp` runs. README.md beside this file says how.

Read `descriptions` first (what an assistant is told), then `tools` (what it can call), `server` (the protocol) and
`running`. The only part of the project that knows `mcp`; a package of that name would hide it.
"""
