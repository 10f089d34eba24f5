export async function inTime<Result>(promise: Promise<Result>, patience: number, late: Error): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const out = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(late), patience);
  });
  return Promise.race([promise, out]).finally(() => clearTimeout(timer));
}
