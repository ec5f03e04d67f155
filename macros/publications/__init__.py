"""Le guide sous d’autres formes que son site, faites à partir du site construit."""
