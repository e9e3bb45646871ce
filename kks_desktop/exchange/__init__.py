"""Files of other programs: looking into them, reading them, writing them."""
