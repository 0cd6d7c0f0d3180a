assert ("k._domainkey", 60, "TXT", '"v=DKIM1; k=rsa; p=MIGfMA0"') in rows and ("_dmarc", 60, "TXT", '"v=DMARC1; p=reject"') in rows, rows
assert ("ns", 60, "AAAA", "fd00::1") in rows and ("ns", 60, "TXT", '"rack 1"') in rows, rows
assert ("a", 300, "A", "10.0.0.1") in rows and ("b", 300, "A", "10.0.0.2") in rows, rows
