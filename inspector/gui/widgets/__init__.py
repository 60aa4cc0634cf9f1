"""Labels, fields, boxes and signs that are independent of any feature."""
