"""An archive on several machines: its catalog published on a cluster, and pulled from there."""
