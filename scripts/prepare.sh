# Sourced by start.sh and test.sh: node is new enough, dependencies are installed as locked, dist is built.
command -v node >/dev/null 2>&1 || { echo "Node.js 20.19 or newer is needed, and no node was found." >&2; exit 1; }
node -e 'const [a,b]=process.versions.node.split(".").map(Number); process.exit(a>20||(a===20&&b>=19)?0:1)' ||
  { echo "Node.js 20.19 or newer is needed; this is $(node --version)." >&2; exit 1; }
installed=node_modules/.installed-from
if ! cmp -s package-lock.json "$installed"; then
  echo "Installing dependencies (npm ci)..." >&2
  npm ci --no-audit --no-fund >&2
  cp package-lock.json "$installed"
fi
node scripts/build.js --if-changed
