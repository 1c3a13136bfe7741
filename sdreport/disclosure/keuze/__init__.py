"""Which numbers to hide besides those that must be: exact where that is quick, safe and near the bound elsewhere."""
