import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

/** The folders of src/ in order: a folder imports only from folders before it (docs/architecture.md). */
const layers = [
  'numerics',
  'units',
  'physics',
  'materials',
  'circuit',
  'thermal',
  'parts',
  'device',
  'study',
  'report',
  'cli',
]

/** Before device/ the same physics runs in Node, in a worker and in a page: these must not occur there. */
const firstPlatformLayer = layers.indexOf('device')
const platformGlobals = new Set([
  'Buffer',
  'Date',
  'XMLHttpRequest',
  'console',
  'document',
  'fetch',
  'localStorage',
  'navigator',
  'performance',
  'process',
  'setInterval',
  'setTimeout',
  'window',
])
/** Packages that the pure layers may use; the rest (and every `node:` module) is for device/ and later. */
const purePackages: Readonly<Record<string, readonly string[]>> = {}

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../src')

interface Source {
  /** Path below src/, with forward slashes. */
  readonly path: string
  /** Position of its folder in `layers`; -1 for a file in src/ itself (the package's front door). */
  readonly layer: number
  readonly tree: ts.SourceFile
}

function readSources(): Source[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => {
      const path = file.split(sep).join('/')
      const folder = path.includes('/') ? path.slice(0, path.indexOf('/')) : ''
      const tree = ts.createSourceFile(path, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true)
      return { path, layer: layers.indexOf(folder), tree }
    })
}

/** Every module a file names: import, export from, import(), import type, `new URL('./x.js', import.meta.url)`. */
function importsOf(source: Source): string[] {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) {
      found.push((node.moduleSpecifier as ts.StringLiteral).text)
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      found.push((node.argument.literal as ts.StringLiteral).text)
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const name = node.arguments[0]
      if (name && ts.isStringLiteralLike(name)) found.push(name.text)
    } else if (ts.isNewExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'URL') {
      const name = node.arguments?.[0]
      if (name && ts.isStringLiteralLike(name) && /^\.{1,2}\/.*\.js$/.test(name.text)) found.push(name.text)
    }
    ts.forEachChild(node, visit)
  }
  visit(source.tree)
  return found
}

/** Names of the platform used as values (not as a property or a type) in a file. */
function globalsOf(source: Source): string[] {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node)) return
    if (ts.isIdentifier(node) && platformGlobals.has(node.text)) {
      const parent = node.parent
      const isName =
        (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
        (ts.isPropertyAssignment(parent) && parent.name === node) ||
        ts.isPropertySignature(parent) ||
        ts.isMethodSignature(parent)
      if (!isName) found.push(node.text)
    }
    ts.forEachChild(node, visit)
  }
  visit(source.tree)
  return found
}

function forbiddenImports(source: Source): string[] {
  const problems: string[] = []
  for (const name of importsOf(source)) {
    if (!name.startsWith('.')) {
      if (source.layer < 0 || source.layer >= firstPlatformLayer) continue
      if ((purePackages[layers[source.layer]!] ?? []).some((allowed) => name === allowed)) continue
      problems.push(`${source.path} imports the package ${name}: only device/ and later folders may`)
      continue
    }
    const target = join(dirname(source.path), name).split(sep).join('/')
    const folder = target.includes('/') ? target.slice(0, target.indexOf('/')) : ''
    const layer = layers.indexOf(folder)
    if (target.startsWith('..')) problems.push(`${source.path} imports ${name}, outside src/`)
    else if (!name.endsWith('.js')) problems.push(`${source.path} imports ${name} without the extension .js`)
    else if (source.layer < 0 && folder === 'cli') problems.push(`${source.path} imports ${name}: nothing imports cli/`)
    else if (source.layer >= 0 && (layer < 0 || layer > source.layer)) {
      problems.push(`${source.path} imports ${name}: ${folder || 'src/'} does not come before ${layers[source.layer]}`)
    }
  }
  return problems
}

/** Statements that run when a module is merely imported, and module-level variables. */
function moduleState(source: Source): string[] {
  const problems: string[] = []
  for (const statement of source.tree.statements) {
    if (ts.isVariableStatement(statement) && !(statement.declarationList.flags & ts.NodeFlags.Const)) {
      problems.push(`${source.path}: ${statement.getText().split('\n')[0]} is module state`)
    }
    if (ts.isExportAssignment(statement)) problems.push(`${source.path}: default export`)
    if (ts.isImportDeclaration(statement) && !statement.importClause) {
      problems.push(`${source.path}: ${statement.getText()} is an import for its side effect`)
    }
  }
  return problems
}

/** Folders that files of a folder import in a circle, as a readable chain; null if there is none. */
function cycleThrough(start: string, edges: ReadonlyMap<string, readonly string[]>): string[] | null {
  const trail: string[] = []
  const seen = new Set<string>()
  const walk = (path: string): boolean => {
    trail.push(path)
    for (const next of edges.get(path) ?? []) {
      if (next === start) return true
      if (!seen.has(next)) {
        seen.add(next)
        if (walk(next)) return true
      }
    }
    trail.pop()
    return false
  }
  return walk(start) ? [...trail, start] : null
}

describe('architecture', () => {
  const sources = readSources()

  it('finds the sources', () => {
    expect(sources.length).toBeGreaterThan(10)
    const unknown = sources.filter((source) => source.layer < 0 && source.path.includes('/'))
    expect(unknown.map((source) => `${source.path}: not a folder of docs/architecture.md`)).toEqual([])
  })

  it('imports only from folders listed before', () => {
    expect(sources.flatMap(forbiddenImports)).toEqual([])
  })

  it('keeps clock, console, DOM and Node out of the folders before device/', () => {
    const pure = sources.filter((source) => source.layer >= 0 && source.layer < firstPlatformLayer)
    expect(pure.flatMap((source) => globalsOf(source).map((name) => `${source.path} uses ${name}`))).toEqual([])
  })

  it('prints only from cli/', () => {
    const quiet = sources.filter((source) => source.layer !== layers.indexOf('cli'))
    const printing = quiet.filter((source) => globalsOf(source).includes('console'))
    expect(printing.map((source) => source.path)).toEqual([])
  })

  it('has no default exports, module variables or imports for side effects', () => {
    expect(sources.flatMap(moduleState)).toEqual([])
  })

  it('imports values in no circle', () => {
    const edges = new Map<string, string[]>()
    for (const source of sources) {
      const targets = source.tree.statements.flatMap((statement) => {
        const declaration = ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)
        if (!declaration || !statement.moduleSpecifier) return []
        const typeOnly = ts.isImportDeclaration(statement)
          ? statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
          : statement.isTypeOnly
        const name = (statement.moduleSpecifier as ts.StringLiteral).text
        if (typeOnly || !name.startsWith('.')) return []
        return [join(dirname(source.path), name.replace(/\.js$/, '.ts')).split(sep).join('/')]
      })
      edges.set(source.path, targets)
    }
    const circles = sources.flatMap((source) => {
      const circle = cycleThrough(source.path, edges)
      return circle ? [circle.join(' -> ')] : []
    })
    expect(circles).toEqual([])
  })
})
