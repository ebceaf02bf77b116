"""The web page and its API: what `pincite serve` runs. README.md beside this file says how.

Read `app` first (what is served, and a server's life), then `site` (what handlers share), `guard` (who may ask what),
`api` and `pages`.
"""
