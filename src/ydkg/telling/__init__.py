"""What people are told, once, as typed records in both languages, which every face shows and none computes."""
