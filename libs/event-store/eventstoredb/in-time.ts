export async function withTimeout<Result>(promise: Promise<Result>, timeoutMs: number, late: Error): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const out = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(late), timeoutMs);
  });
  return Promise.race([promise, out]).finally(() => clearTimeout(timer));
}
