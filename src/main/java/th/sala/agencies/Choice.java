package th.sala.agencies;

/// One line of a list to choose from.
record Choice(String value, String label) {}
