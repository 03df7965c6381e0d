import { spawnSync } from 'node:child_process'
import { cpus, loadavg, release } from 'node:os'

const digits = (value) => Number(value.toPrecision(3))

/** A time in words: 12.3 µs. */
export function time(seconds) {
  const [factor, unit] =
    seconds < 1e-6 ? [1e9, 'ns'] : seconds < 1e-3 ? [1e6, 'µs'] : seconds < 1 ? [1e3, 'ms'] : [1, 's']
  return `${digits(seconds * factor)} ${unit}`
}

/** Collects the rows of a table and shows each as it comes. */
export class Report {
  tables = []
  notes = []

  table(title, heads) {
    this.tables.push({ title, heads, rows: [] })
  }

  /** A row of the last table. */
  row(...cells) {
    this.tables.at(-1).rows.push(cells)
    process.stdout.write(`${cells.filter((cell) => cell !== '').join(' | ')}\n`)
  }

  /** A row with a bar: `value` and `bar` are numbers, less is better unless `atLeast`. */
  against(what, value, bar, show, { atLeast = false } = {}) {
    const met = atLeast ? value >= bar : value <= bar
    this.row(what, show(value), `${atLeast ? 'at least' : 'at most'} ${show(bar)}`, met ? 'met' : '**not met**')
  }

  note(text) {
    this.notes.push(text)
    process.stdout.write(`${text}\n`)
  }

  page(head) {
    const tables = this.tables.map(({ title, heads, rows }) =>
      [
        `## ${title}`,
        '',
        `| ${heads.join(' | ')} |`,
        `|${heads.map(() => '---').join('|')}|`,
        ...rows.map((cells) => `| ${cells.join(' | ')} |`),
      ].join('\n'),
    )
    const notes = this.notes.map((note) => `- ${note}`).join('\n')
    return `${[head, ...tables, '## Remarks', notes].join('\n\n')}\n`
  }
}

const firstLine = (program, ...parameters) => {
  const { status, stdout } = spawnSync(program, parameters, { encoding: 'utf8' })
  return status === 0 ? stdout.split('\n')[0].trim() : null
}

/** What the numbers were taken with. */
export function circumstances(compiler) {
  const python = firstLine(
    'python3',
    '-c',
    'import scipy, sys; print(f"Python {sys.version.split()[0]}, scipy {scipy.__version__}")',
  )
  return [
    new Date().toISOString().slice(0, 10),
    `${cpus().length} x ${cpus()[0].model}`,
    `Linux ${release()}`.replace('Linux', process.platform === 'linux' ? 'Linux' : process.platform),
    `Node ${process.version}`,
    ...(compiler === null ? [] : [`${firstLine(compiler, '--version')} at -O3 -march=native`]),
    ...(python === null ? [] : [python]),
    `load average ${loadavg()
      .map((load) => load.toFixed(1))
      .join(', ')} (1, 5, 15 minutes)`,
  ].join('; ')
}
