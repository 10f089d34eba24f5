/** Prints `Tests: N passed, N failed, N skipped` alone on the very last line, from Jest's own results. */
export default class ClosingLineReporter {
  onRunComplete(_contexts, results) {
    const failedToRun = results.testResults.filter((file) => file.testExecError).length;
    const failed = results.numFailedTests + failedToRun;
    const skipped = results.numPendingTests + results.numTodoTests;
    process.once('exit', () => {
      process.stdout.write(`Tests: ${results.numPassedTests} passed, ${failed} failed, ${skipped} skipped\n`);
    });
  }
}
