"""The journal of answers given: kept, written as JSON, asked again, rated."""
