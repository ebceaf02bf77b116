"""Printed pages: characters → lines → columns, tables and paragraphs."""
