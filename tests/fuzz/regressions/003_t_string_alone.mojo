t"{x}" y
