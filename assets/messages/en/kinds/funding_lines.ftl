### All that is said of funding_lines.

kind-funding-lines = Funding

column-granted = Granted (đồng)
column-used = Used (đồng)

choice-funding-source-state-budget = State budget
choice-funding-source-target-programme = National target programme
choice-funding-source-contribution = Contributions
choice-funding-source-other = Other

hint-funding-lines-granted = In đồng, for example 12.500.000.

ui-empty-funding-lines = Money granted and used, by source (section I.5.1).

figure-funding = Money (đồng)
figure-part-granted = granted
figure-part-used = used

check-no-funding = no data on funding yet.

proposal-funding = { $a } đồng were granted and { $b } đồng used.

report-no-funding = No data on funding yet.
report-funding-source = { $source }: granted { $granted } đồng, used { $used } đồng
report-funding = Granted in all: { $granted } đồng; used: { $used } đồng. Of this: { $sources }.
