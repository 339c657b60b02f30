namespace ModelSpecs.Reporting.Tests.Summary;

/// <summary>Summaries to the letter.</summary>
internal static class SummaryTexts
{
    /// <summary>Of <see cref="SummaryRuns.Realistic"/>.</summary>
    public static string Realistic { get; } = """"
        <!-- modelspecs-summary -->
        ## ❌ ModelSpecs: 1 of 4 checks failed

        **1 failed** · **1 inconclusive** · **1 waived** · 1 passed · 4 checks of 1 spec

        **Loan default** · `specs/loan.spec.yaml` · 20,000 rows · model `testdata/loan/model.onnx` · golden set `testdata/loan/golden.csv` · owner risk-ml

        ### ⚠️ The gate was loosened

        Since `origin/main` (`4f1c2ab09d3e`):

        - slice removed: old (age &gt; 55), with 1 check (`specs/loan.spec.yaml:12` at the base)
        - young: recall &gt;= snapshot - 0.05, was &gt;= 0.70 (`specs/loan.spec.yaml:15`)

        ### What failed

        <details open><summary>❌ <b>young: recall &gt;= snapshot - 0.05</b> failed</summary>

        ```text
        value     recall = 0.04478 on 402 of 960 rows
        expected  >= snapshot - 0.05 = 0.741 (snapshot is 0.791045)
        noise     95 % interval [-0.7863, -0.7015] of the difference -0.746269
        now wrong 300 of 960 rows: L000410, L000422, L000745, …
        slice     age < 25
        at        specs/loan.spec.yaml:15
        ```

        </details>

        ### What got worse

        | slice | metric | was (snapshot) | is | change, 95 % interval | rows | verdict |
        | :-- | :-- | --: | --: | --: | --: | :-- |
        | **young** | `recall` | 0.7910 | 0.0448 | -0.7462 [-0.7863, -0.7015] | 402 | 🔻 worse |
        | country = NL | `roc_auc` | 0.8864 | 0.8541 | -0.0323 |  | worse, not tested |
        | country = SE | `roc_auc` | 0.8644 | 0.8526 | -0.0118 |  | worse, not tested |

        ### Newly wrong rows

        - **848** of 20,000 rows (4.2 %) newly wrong against the snapshot: `L000001`, `L000017`, `L000020` and 845 more; 1,056 newly right
          - young: **300** of 960 rows (31.3 %) newly wrong: `L000410`, `L000422`, `L000745` and 297 more
          - country = NL: **80** of 1,523 rows (5.3 %) newly wrong: `L000020` and 79 more

        ### Waivers

        | check | state | owner | because | written at |
        | :-- | :-- | :-- | :-- | :-- |
        | country = MT: recall &gt;= snapshot - 0.05 | until 2026-12-31 (40 days left) | risk-ml | the March cohort is relabelled in Q4 | `specs/loan.spec.yaml:21` |

        <details><summary>1 check inconclusive: never a pass, and by the spec no failure</summary>

        - **country = NL: recall &gt;= snapshot - 0.05**: 139 rows see a change of 0.15, and 0.05 is allowed (`specs/loan.spec.yaml:15`)

        </details>

        <details><summary>2 values worse by what may be chance</summary>

        | slice | metric | was (snapshot) | is | change, 95 % interval | rows | verdict |
        | :-- | :-- | --: | --: | --: | --: | :-- |
        | country = MT | `recall` | 0.4412 | undefined |  | 31 | worse, may be chance |
        | country = NL | `recall` | 0.4964 | 0.4388 | -0.0576 [-0.1295, 0.0144] | 139 | worse, may be chance |

        </details>

        <details><summary>1 value better</summary>

        | slice | metric | was (snapshot) | is | change, 95 % interval | rows | verdict |
        | :-- | :-- | --: | --: | --: | --: | :-- |
        | young | `roc_auc` | 0.7781 | 0.8462 | +0.0681 [0.0300, 0.1100] |  | 🔺 better |

        </details>

        <details><summary>2 rows quarantined, and not judged</summary>

        - double booking: `L004711`, `L004712`

        </details>

        <details><summary>Gate: 1 changed, 1 tightened</summary>

        Since `origin/main` (`4f1c2ab09d3e`):

        - changed: model is models/challenger.onnx, was models/champion.onnx (`specs/loan.spec.yaml:2`)
        - tightened: overall: roc_auc &gt;= 0.85, was &gt;= 0.80 (`specs/loan.spec.yaml:9`)

        </details>

        <details><summary>3 notes</summary>

        - other model: was models/champion.onnx ea12c61028ce, is models/challenger.onnx 22908aac0bf5
        - this run differs from what is approved; `modelspecs accept` makes `specs/loan.received.json` the bar, on the machine of a person who looked at it
        - `specs/loan.spec.yaml:7`: **MSPEC302** the label output and the scores disagree in 1,114 of 20,000 rows; the stated threshold 0.3 decides.

        </details>

        <sub>Every slice, curve and row: <code>report.html</code>, which the run left beside this summary · modelspecs 0.1.0</sub>

        """".ReplaceLineEndings("\n");
}
