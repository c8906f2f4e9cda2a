"""HTTP manners shared by all routes. Knows no noun of the product."""
