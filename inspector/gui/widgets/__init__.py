"""Labels, fields, boxes and signs that know no feature."""
