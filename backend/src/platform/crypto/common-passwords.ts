/**
 * The building blocks of the passwords of twelve characters and more that lead every published list of leaks: people reach the length
 * by repeating, by walking the keyboard and by adding years. Rules catch more of them than a list of the same size would.
 */
const STEMS = [
  'password', 'passwort', 'contrasena', 'motdepasse', 'parola', 'senha', 'qwerty', 'qwertz', 'azerty', 'asdfgh', 'zxcvbn', 'yxcvbn', 'qazwsx', '1q2w3e',
  'iloveyou', 'welcome', 'letmein', 'monkey', 'dragon', 'sunshine', 'princess', 'football', 'baseball', 'superman', 'batman', 'master', 'shadow',
  'michael', 'jennifer', 'charlie', 'trustno1', 'starwars', 'whatever', 'freedom', 'secret', 'changeme', 'default', 'admin', 'administrator',
  'root', 'guest', 'login', 'access', 'summer', 'winter', 'spring', 'autumn', 'company', 'hello', 'test', 'testing', 'temp', 'example', 'liverpool', 'chelsea', 'arsenal', 'barcelona', 'pokemon', 'computer', 'internet', 'samsung', 'google', 'facebook', 'mustang',
] as const; // prettier-ignore
const RUNS = [
  '01234567890123456789',
  '98765432109876543210',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  'qazwsxedcrfvtgbyhnujmikolp',
];
const LEET: Readonly<Record<string, string>> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's', '!': 'i' };
/** Fewer characters of its own than this beside the known parts: the password is its known parts. */
const MIN_OWN_CHARACTERS = 6;
const MIN_CONTEXT = 4;

/**
 * Whether a password is among the first that an attacker tries: a common word, a keyboard walk or a repetition with little else, or made of
 * what stands on the account (name, e-mail, company, the product).
 * @param context texts the password must not be built of
 */
export function isCommonPassword(password: string, context: readonly string[] = []): boolean {
  const plain = password.normalize('NFKC').toLowerCase();
  const candidates = [plain, plain.replace(/[0134575@$!]/g, (sign) => LEET[sign] ?? sign)];
  const words = [...STEMS, ...contextWords(context)].sort((a, b) => b.length - a.length);
  return isRepetition(plain) || candidates.some((candidate) => ownCharacters(candidate, words) < MIN_OWN_CHARACTERS);
}

function contextWords(context: readonly string[]): string[] {
  return ['orbisvoice', 'orbis', 'voice', ...context.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u))].filter(
    (word) => word.length >= MIN_CONTEXT,
  );
}

/** One to four characters over and over. */
const isRepetition = (password: string): boolean => /^(.{1,4}?)\1{2,}.{0,3}$/su.test(password);

/** What is left after the known words, keyboard runs, years and lone digits and signs are taken away; a repeated rest counts once. */
function ownCharacters(password: string, words: readonly string[]): number {
  let rest = password;
  for (const word of words) rest = rest.replaceAll(word, ' ');
  rest = withoutRuns(rest).replace(/(19|20)\d\d/g, ' ');
  const letters = rest.match(/\p{L}+/gu)?.join('') ?? '';
  const others = rest.replace(/[\p{L}\s]/gu, '');
  // digits and signs behind a common word are the first thing a cracker's rules add
  return new Set(letters).size + Math.floor(new Set(others).size / 2);
}

/** Takes out pieces of four and more characters of a keyboard or alphabet run. */
function withoutRuns(text: string): string {
  let rest = '';
  for (let at = 0; at < text.length;) {
    const length = runLength(text, at);
    if (length >= 4) {
      rest += ' ';
      at += length;
    } else rest += text.charAt(at++);
  }
  return rest;
}

function runLength(text: string, from: number): number {
  let best = 0;
  for (const run of RUNS) {
    let length = 1;
    while (from + length < text.length && run.includes(text.slice(from, from + length + 1))) length++;
    best = Math.max(best, length);
  }
  return best;
}
