// The node-* packages declare os and cpu as strings; pnpm honours only arrays and would install every platform's.
module.exports = {
  hooks: {
    readPackage(pkg) {
      if (typeof pkg.os === 'string') pkg.os = [pkg.os];
      if (typeof pkg.cpu === 'string') pkg.cpu = [pkg.cpu];
      return pkg;
    },
  },
};
