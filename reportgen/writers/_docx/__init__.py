"""The pieces of the Word writer, from single elements (`xml`) up to the package (`package`)."""
