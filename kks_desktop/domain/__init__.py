"""Pure rules of the programme: no input or output, no clock, no Qt."""
