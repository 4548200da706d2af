"""The way from curated tables to one offline map: read, check, make, draw, write."""
