import { readdirSync } from "node:fs";
import importX from "eslint-plugin-import-x";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

// Read from the folders, so that a new feature is fenced in without anybody remembering to.
const features = readdirSync("src/features");
const zones = [
  ...features.map((name) => ({ target: `./src/features/${name}`, from: "./src/features", except: [`./${name}`] })),
  { target: "./src/features", from: "./src/app" },
  { target: ["./src/ui", "./src/lib", "./src/api"], from: ["./src/features", "./src/app"] },
  { target: "./src/lib", from: ["./src/ui", "./src/api"] },
  { target: "./src/api", from: "./src/ui" },
];

export default tseslint.config(
  { ignores: ["src/api/generated", "node_modules", "test-results", "playwright-report", "public"] },
  ...tseslint.configs.strict,
  jsxA11y.flatConfigs.strict,
  reactHooks.configs.flat["recommended-latest"],
  {
    plugins: { "import-x": importX },
    settings: { "import-x/resolver": { node: { extensions: [".ts", ".tsx", ".js"] } } },
    rules: {
      "import-x/no-restricted-paths": ["error", { zones }],
      "import-x/no-cycle": ["error", { ignoreExternal: true }],
      "import-x/no-default-export": "error",
      "max-lines": ["error", { max: 250, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": ["error", { max: 120, skipBlankLines: true, skipComments: true }],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/no-non-null-assertion": "error",
      "no-restricted-syntax": [
        "error",
        {
          selector: "CallExpression[callee.name=/^(parseFloat|Number)$/] > MemberExpression[property.name=/^(net|gross|fees|price|quantity|equity)$/]",
          message: "Money, prices and quantities stay decimal strings: use lib/decimal.",
        },
      ],
      eqeqeq: "error",
      "no-console": "error",
    },
  },
  {
    files: ["**/*.test.{ts,tsx}", "e2e/**"],
    rules: { "max-lines-per-function": "off", "@typescript-eslint/no-non-null-assertion": "off" },
  },
  { files: ["*.config.{ts,js}"], rules: { "import-x/no-default-export": "off" } },
  { files: ["scripts/**"], rules: { "no-console": "off" } },
  { files: ["e2e/**"], rules: { "react-hooks/rules-of-hooks": "off" } },
  { files: ["e2e/harness/global-setup.ts"], rules: { "import-x/no-default-export": "off" } },
);
