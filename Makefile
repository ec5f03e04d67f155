# Les commandes du guide. « make » seul les liste.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
APT    := $(shell [ "$$(id -u)" = 0 ] || echo sudo) env DEBIAN_FRONTEND=noninteractive apt-get
PIP    := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes

export NO_MKDOCS_2_WARNING := 1
export PYTHONUTF8 := 1

.PHONY: aide site publications test mesurer serve verifier registre edition style verrou propre

aide: ## montre cette liste
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

site: verifier ## vérifie data/ et construit le site dans site/
	$(BIN)/mkdocs build --strict

publications: verifier $(VENV)/publications pango java ## construit le site avec le guide en PDF et en EPUB
	$(BIN)/python -m macros publications

test: $(VENV)/tests chromium pango ## installe ce que les tests demandent et les lance tous
	$(BIN)/ruff check macros tests
	$(BIN)/mypy
	$(BIN)/pytest -n 2 --dist loadfile -m "not chrono"
	$(BIN)/pytest -m chrono

mesurer: $(VENV)/mesure chromium ## compare la recherche à celles de Material et de Pagefind
	$(BIN)/python -m tests.mesure_recherche

serve: $(VENV)/site ## aperçu sur http://127.0.0.1:8000, refait à chaque changement
	$(BIN)/mkdocs serve

verifier: $(VENV)/site ## vérifie data/, sans construire
	@$(BIN)/python -m macros verifier

registre: $(VENV)/site ## retient, pour toujours, les adresses et les ancres nouvelles
	@$(BIN)/python -m macros registre

edition: $(VENV)/site ## publie une édition, datée d'aujourd'hui ou de DATE=AAAA-MM-JJ
	@$(BIN)/python -m macros edition $(DATE)

style: $(VENV)/tests ## range le code Python
	$(BIN)/ruff check --fix macros tests

verrou: $(VENV)/site ## refait requirements*.txt après un changement dans requirements*.in
	$(BIN)/python -m pip install --quiet uv
	for nom in requirements requirements-publications requirements-tests requirements-mesure; do \
	  $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	    --no-header $$nom.in -o $$nom.txt || exit 1; done

propre: ## enlève tout ce qui se refait
	rm -rf $(VENV) site .pytest_cache .mypy_cache .ruff_cache
	git clean -fdXq docs

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Il faut Python 3.11 ou plus récent."; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || \
	  { $(APT) update -qq && $(APT) install -y -qq python3-venv; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/site: $(BIN)/python requirements.txt
	$(PIP) -r requirements.txt
	@touch $@

$(VENV)/publications: $(VENV)/site requirements-publications.txt
	$(PIP) -r requirements-publications.txt
	@touch $@

$(VENV)/tests: $(VENV)/site requirements-tests.txt
	$(PIP) -r requirements-tests.txt
	@touch $@

$(VENV)/mesure: $(VENV)/tests requirements-mesure.txt
	$(PIP) -r requirements-mesure.txt
	@touch $@

# libatomic1 : le Node que Playwright apporte en a besoin, un Debian minimal ne l'a pas.
# libzbar0 : le décodeur que pyzbar appelle.
.PHONY: chromium
chromium:
	@{ command -v chromium && /sbin/ldconfig -p | grep libatomic.so.1 && \
	  /sbin/ldconfig -p | grep libzbar.so.0; } >/dev/null || \
	  { $(APT) update -qq && $(APT) install -y -qq chromium libatomic1 libzbar0; }

# Ce que WeasyPrint charge pour composer et pour alléger les polices.
.PHONY: pango
pango:
	@{ /sbin/ldconfig -p | grep libpangoft2-1.0 && /sbin/ldconfig -p | grep libharfbuzz-subset; } >/dev/null || \
	  { $(APT) update -qq && $(APT) install -y -qq libpangoft2-1.0-0 libharfbuzz-subset0; }

# Pour EPUBCheck.
.PHONY: java
java:
	@command -v java >/dev/null || \
	  { $(APT) update -qq && $(APT) install -y -qq default-jre-headless; }
