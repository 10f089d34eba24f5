// Stands for `@jest/globals`: modules stay loaded from one spec file to the next, whose globals are others.
const currently = (name) =>
  new Proxy(() => {}, {
    apply: (_target, _this, given) => globalThis[name](...given),
    get: (_target, key) => globalThis[name][key],
  });

export const describe = currently('describe');
export const it = currently('it');
export const test = currently('test');
export const expect = currently('expect');
export const beforeAll = currently('beforeAll');
export const beforeEach = currently('beforeEach');
export const afterAll = currently('afterAll');
export const afterEach = currently('afterEach');
export const jest = currently('jest');
