"""Le guide en livre et sur une clé : PDF, EPUB et zip du site construit, par `make publications`.

On imprime ce qui est publié, quel que soit le générateur : le contenu vient des pages HTML du site.
Rien d'autre dans le projet n'a besoin de ce paquet, ni de ses dépendances.
"""
