import { indent } from '../io.js'
import { pad, type Style, visibleLength, wrapText } from '../style.js'
import type { Claim, ClaimVerdict } from './claim.js'

const marks: Readonly<Record<ClaimVerdict, string>> = {
  confirmed: '✓ confirmed',
  'in part': '! in part',
  misprint: '✗ misprint',
  'not confirmed': '✗ not confirmed',
}
const narrowest = 80
const widest = 118

/** The table of claims: where, what the paper says, what comes out, verdict, and a sentence below each. */
export function claimLines(claims: readonly Claim[], style: Style, columns: number): string[] {
  const width = Math.min(Math.max(columns, narrowest), widest) - indent.length
  const whereWidth = Math.max(...claims.map(({ where }) => visibleLength(where)))
  const verdictWidth = Math.max(...claims.map(({ verdict }) => marks[verdict].length))
  const rest = width - whereWidth - verdictWidth - 6
  const claimWidth = Math.floor(rest * 0.5)
  const computedWidth = rest - claimWidth
  const row = (cells: readonly [string, string, string, string]): string[] => {
    const [verdict, where, claim, computed] = cells
    const claimText = wrapText(claim, claimWidth)
    const computedText = wrapText(computed, computedWidth)
    return Array.from({ length: Math.max(claimText.length, computedText.length) }, (_, line) =>
      [
        pad(line === 0 ? verdict : '', verdictWidth),
        pad(line === 0 ? where : '', whereWidth),
        pad(claimText[line] ?? '', claimWidth),
        computedText[line] ?? '',
      ]
        .join('  ')
        .trimEnd(),
    )
  }
  const margin = ' '.repeat(verdictWidth + whereWidth + 4)
  return [
    ...row(['verdict', 'where', 'the paper says', 'computed']).map((line) => style.strong(line)),
    ...claims.flatMap((claim) => [
      '',
      ...row([coloured(claim.verdict, style), claim.where, claim.claim, claim.computed]),
      ...wrapText(claim.explanation, rest).map((line) => margin + style.faint(line)),
    ]),
  ].map((line) => (line === '' ? '' : indent + line))
}

function coloured(verdict: ClaimVerdict, style: Style): string {
  const mark = marks[verdict]
  if (verdict === 'confirmed') return style.good(mark)
  return verdict === 'in part' ? style.doubtful(mark) : style.bad(mark)
}
