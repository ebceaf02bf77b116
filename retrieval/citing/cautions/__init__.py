"""What a quotation leaves out, has beside it or writes otherwise than its source, so that it says something else."""
