// Les mots entiers du guide : la suite d'un mot commencé, le mot juste d'une faute.

import { fold } from "./francais.js";

export class Lexique {
  constructor(mots) {
    this.ecrits = mots;
    this.mots = mots.map(fold); // triés
  }

  has(mot) {
    return this.mots[this.rank(mot)] === mot;
  }

  // Avec ses accents.
  written(mot) {
    return this.has(mot) ? this.ecrits[this.rank(mot)] : mot;
  }

  // La place du premier mot qui n'est pas avant celui-là.
  rank(mot) {
    let [low, high] = [0, this.mots.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.mots[middle] < mot) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  startingWith(debut, max = Infinity) {
    const found = [];
    for (let at = this.rank(debut); at < this.mots.length && found.length < max; at += 1) {
      if (!this.mots[at].startsWith(debut)) break;
      found.push(this.mots[at]);
    }
    return found;
  }

  // Les mots à une faute (dès cinq lettres) ou deux (dès neuf), les plus proches seulement.
  near(mot) {
    const allowed = mot.length >= 9 ? 2 : mot.length >= 5 ? 1 : 0;
    if (!allowed || mot.length > 40 || /\d/.test(mot)) return [];
    let best = allowed;
    let found = [];
    for (const other of this.mots) {
      if (Math.abs(other.length - mot.length) > best) continue;
      const distance = distanceUpTo(best, mot, other);
      if (distance > best) continue;
      if (distance < best) found = [];
      best = distance;
      found.push(other);
    }
    // On se trompe rarement de première lettre : « poutine » n'est pas « routine ».
    const same = found.filter((other) => other[0] === mot[0] || other[0] === mot[1]);
    return same.length || mot.length < 8 ? same : found;
  }
}

// Lettres ajoutées, enlevées, changées, interverties (Damerau, alignement optimal), ou max + 1.
function distanceUpTo(max, a, b) {
  let before = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const next = [row];
    let least = row;
    for (let column = 1; column <= b.length; column += 1) {
      const changed = last[column - 1] + (a[row - 1] === b[column - 1] ? 0 : 1);
      let cost = Math.min(changed, last[column] + 1, next[column - 1] + 1);
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1])
        cost = Math.min(cost, before[column - 2] + 1);
      next.push(cost);
      least = Math.min(least, cost);
    }
    if (least > max) return max + 1;
    [before, last] = [last, next];
  }
  return last[b.length];
}
