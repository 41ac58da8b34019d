"""Links to other sites: they are asked whether they still lead to what is meant."""
