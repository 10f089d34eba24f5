/** That a command was called wrongly; its message is what a parser says, `unknown option '--loud'`. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}
