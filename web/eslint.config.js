import { fileURLToPath } from 'node:url';
import tseslint from 'typescript-eslint';

const here = fileURLToPath(new URL('.', import.meta.url));

// What a stranger wrote must stay text, and the page's policy refuses what is written as a style: said here, before a browser does.
const unsafe = [
  {
    selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']",
    message: 'HTML from a string is never shown; write elements, and put the words of others into them as text.',
  },
  {
    selector: "MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML|srcdoc|cssText)$/]",
    message: 'HTML or CSS from a string is never used; use textContent, elements, or style.setProperty with a number.',
  },
  {
    selector: "MemberExpression[object.name='document'][property.name=/^(write|writeln)$/]",
    message: 'HTML from a string is never used.',
  },
  {
    selector: "CallExpression[callee.property.name='setAttribute'][arguments.0.value=/^(style|on.*|srcdoc)$/i]",
    message: 'The content security policy refuses this attribute.',
  },
  {
    selector: "JSXAttribute[name.name=/^(style|srcdoc)$/i]",
    message: "No style attributes: a class, or a custom property set by element.style.setProperty where a width is data.",
  },
  {
    selector: "JSXOpeningElement[name.name=/^(iframe|object|embed|script|base|meta|style)$/]",
    message: 'Nothing is embedded, and no element that changes the page from inside is made.',
  },
  {
    selector: "NewExpression[callee.name='Function'], CallExpression[callee.name='Function']",
    message: 'The content security policy refuses code from a string.',
  },
  {
    selector: "JSXAttribute[name.name='target']:not(:has(Literal[value='_blank']))",
    message: 'A link stays here or opens a tab of its own.',
  },
];

const spoken = '/^(title|alt|placeholder|label|summary|aria-label|aria-description|aria-roledescription|aria-valuetext)$/';
const written = 'All words come from src/text (t): a literal cannot be translated.';

// Words of the page that stand in JSX itself, as a child or in an attribute that is read out.
const untranslated = [
  { selector: 'JSXText[value=/\\p{L}/u]', message: written },
  { selector: `JSXAttribute[name.name=${spoken}] > Literal[value=/\\p{L}/u]`, message: written },
  {
    selector: `:matches(JSXElement, JSXFragment, JSXAttribute[name.name=${spoken}]) > JSXExpressionContainer > `
      + ':matches(Literal[value=/\\p{L}/u], TemplateLiteral:has(TemplateElement[value.raw=/\\p{L}/u]))',
    message: written,
  },
  {
    selector: `:matches(JSXElement, JSXFragment, JSXAttribute[name.name=${spoken}]) > JSXExpressionContainer > `
      + ':matches(ConditionalExpression, LogicalExpression) > Literal[value=/\\p{L}/u]',
    message: written,
  },
];

// The page asks nobody but the chosen node. Who needs the network says so in this list.
const speakers = ['src/chain/**', 'src/app/release.ts', 'src/app/site.ts'];
const network = ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource'];
const noRequests = network.map((name) => ({
  name,
  message: 'Only src/chain asks the node, and src/app/release.ts and site.ts ask where the page itself comes from.',
}));

export default tseslint.config(
  { ignores: ['src/generated/**', '*.mjs', 'eslint.config.js'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: here } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'no-console': 'error',
      'no-eval': 'error',
      eqeqeq: 'error',
      'no-restricted-syntax': ['error', ...unsafe],
      'no-restricted-globals': ['error', ...noRequests],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['src/views/**/*.tsx', 'src/ui/**/*.tsx', 'src/app/**/*.tsx'],
    rules: { 'no-restricted-syntax': ['error', ...unsafe, ...untranslated] },
  },
  { files: speakers, rules: { 'no-restricted-globals': 'off' } },
  { files: ['test/**'], rules: { 'no-restricted-globals': 'off' } },
);
