"""Passage → citation; do cited or quoted words still stand?"""
