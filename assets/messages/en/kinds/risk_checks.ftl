### All that is said of risk_checks.

kind-risk-checks = Safety checks

column-checked-on = Checked on
column-signs = Signs of danger

choice-risk-sign-fears-for-life = Fears for her life
choice-risk-sign-threat-to-kill = Threats to kill
choice-risk-sign-weapon = Weapon
choice-risk-sign-strangled = Strangled
choice-risk-sign-injured = Injured
choice-risk-sign-sexual = Sexual violence
choice-risk-sign-worse = Worse or more often
choice-risk-sign-controlled = Controlled, locked in
choice-risk-sign-children = Children in danger
choice-risk-sign-pregnant = Pregnant, new mother
choice-risk-sign-suicidal = Suicidal
choice-risk-sign-substances = Perpetrator's addiction
choice-risk-sign-separation = Separation
choice-risk-sign-no-safe-place = No safe place

hint-risk-checks-signs = Ask her alone.

ui-none-risk-checks = No safety check yet.
