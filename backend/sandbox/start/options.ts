/** What the command line asks for. */
export interface StartOptions {
  readonly isHelp: boolean;
  readonly isReset: boolean;
  /** Demo data: yes and no when said, otherwise decided by whose database it is. */
  readonly demo: boolean | undefined;
  /** Conversations to add to the demo data, for benchmarks. */
  readonly conversations: number;
  readonly isVerbose: boolean;
}

export const HELP = `Starts all of OrbisVoice on this machine: database, API, workers, both apps, the Stripe stand-in and the mail inbox.

Usage: npm start -- [option…]

  --reset     delete the data folder first (database, secrets, mails, stand-in); asks nothing
  --no-demo   start without demo data
  --demo      fill a database given by DATABASE_URL with demo data too
  --conversations=N
              add N conversations without transcripts to the demo data, up to 10,000,000: for benchmarks
  --verbose   show every log line here, not only warnings
  --help      this text

Settings are environment variables, all optional; docs/configuration.md has the full list.

  PORT                    where the apps and the API listen                        3000
  ORBIS_DATA_DIR          where everything is kept                                 .data
  DATABASE_URL            your own PostgreSQL 14+ instead of the embedded one
  REDIS_URL               queues, cache and rate limits on Redis
  STRIPE_SECRET_KEY       the real Stripe instead of the stand-in (with STRIPE_WEBHOOK_SECRET)
  EMAIL_SMTP_URL          a real mail server instead of the inbox
  EMAIL_TRANSPORT         sendgrid or resend instead of SMTP (with their API key)
  SANDBOX_POSTGRES_PORT   embedded PostgreSQL                                      54329
  SANDBOX_STRIPE_PORT     Stripe stand-in                                          12111
  SANDBOX_SMTP_PORT       mail inbox, SMTP                                         1025
  SANDBOX_INBOX_PORT      mail inbox, pages                                        8025
`;

const FLAGS = ['--help', '-h', '--reset', '--demo', '--no-demo', '--verbose'];

const CONVERSATIONS = '--conversations=';
const MOST_CONVERSATIONS = 10_000_000;

/**
 * Reads the command line.
 * @throws Error that names an unknown option or a bad number
 */
export function parseOptions(args: readonly string[]): StartOptions {
  const unknown = args.find((argument) => !FLAGS.includes(argument) && !argument.startsWith(CONVERSATIONS));
  if (unknown !== undefined) throw new Error(`Unknown option ${unknown}. npm start -- --help lists them.`);
  const has = (flag: string): boolean => args.includes(flag);
  if (has('--demo') && has('--no-demo')) throw new Error('--demo and --no-demo contradict each other.');
  return {
    isHelp: has('--help') || has('-h'),
    isReset: has('--reset'),
    demo: has('--demo') ? true : has('--no-demo') ? false : undefined,
    conversations: numberOf(args.find((argument) => argument.startsWith(CONVERSATIONS))),
    isVerbose: has('--verbose'),
  };
}

function numberOf(argument: string | undefined): number {
  if (argument === undefined) return 0;
  const number = Number(argument.slice(CONVERSATIONS.length).replaceAll(/[_,]/g, ''));
  if (!Number.isInteger(number) || number < 0 || number > MOST_CONVERSATIONS) {
    throw new Error(`${argument}: give a whole number up to ${MOST_CONVERSATIONS.toLocaleString('en')}.`);
  }
  return number;
}
