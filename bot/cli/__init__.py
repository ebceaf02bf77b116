"""The command line: a module for each family of commands; read `group` first."""
