// Reads [{ name, dialect, text }] and says what the grammar of each dialect finds wrong.
// The package is written for bundlers, so esbuild makes one file of it first.
const path = require('path');
const folder = process.cwd();
const esbuild = require(path.join(folder, 'node_modules', 'esbuild'));
const bundle = esbuild.buildSync({
  stdin: { contents: 'export { SparkSQL, TrinoSQL, PostgreSQL } from "dt-sql-parser";', resolveDir: folder },
  bundle: true, platform: 'node', format: 'cjs', write: false, logLevel: 'error',
}).outputFiles[0].text;
const loaded = { exports: {} };
new Function('module', 'exports', 'require', bundle)(loaded, loaded.exports, require);
const { SparkSQL, TrinoSQL, PostgreSQL } = loaded.exports;
const parsers = { Spark: new SparkSQL(), Trino: new TrinoSQL(), PostgreSql: new PostgreSQL() };
let input = '';
process.stdin.on('data', chunk => { input += chunk; });
process.stdin.on('end', () => {
  const answers = JSON.parse(input).map(({ name, dialect, text }) => ({
    name, dialect, errors: parsers[dialect].validate(text).map(e => `line ${e.startLine}: ${e.message}`),
  }));
  process.stdout.write(JSON.stringify(answers));
});
