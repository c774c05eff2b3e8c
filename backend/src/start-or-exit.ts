/** Runs a process's start; what goes wrong is said in one readable piece, without a stack for what the operator can mend. */
export async function startOrExit(name: string, start: () => Promise<void>): Promise<void> {
  try {
    await start();
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    process.stderr.write(`The ${name} process could not start.\n${text}\n`);
    process.exit(1);
  }
}
