import type { AssumptionCheck } from '../study/assumptions.js'
import { indent } from './io.js'
import type { Style } from './style.js'
import { formatTable } from './table.js'

const widest = 110

/** Sign and word of each verdict; the word carries the meaning where there are no colours. */
export function verdictMark(verdict: AssumptionCheck['verdict'], style: Style): string {
  if (verdict === 'holds') return style.good('✓ holds')
  if (verdict === 'doubtful') return style.doubtful('! doubtful')
  if (verdict === 'violated') return style.bad('✗ violated')
  return style.faint('? not declared')
}

/** The assumption checks as lines: verdict, then what is assumed and the numbers. */
export function assumptionLines(checks: readonly AssumptionCheck[], style: Style, columns: number): string[] {
  const width = Math.max(40, Math.min(columns, widest) - 20)
  const rows = checks.map((check) => [
    verdictMark(check.verdict, style),
    [check.statement, check.remark].filter((part) => part !== '').join(' '),
  ])
  return formatTable([{ title: '' }, { title: '', width }], rows).map((line) => indent + line)
}
