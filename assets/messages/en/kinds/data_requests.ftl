### All that is said of data_requests.

kind-data-requests = Requests about data

column-asked-about = Number of the person the data are about
column-request-kind = Asked for
column-asked-by = Who asks
column-requested-on = Asked on
column-answered-on = Answered on
column-request-answer = Answer
column-answer-form = How it was answered

hint-data-requests-asked-by = Nothing is answered to who may be the perpetrator.
hint-data-requests-answered-on = Leave it empty while it is not answered.

choice-request-kind-see = To see
choice-request-kind-correct = To correct
choice-request-kind-limit = To limit
choice-request-kind-erase = To erase
choice-asked-by-person = The person
choice-asked-by-guardian = Parent or guardian
choice-asked-by-representative = Somebody given the power to
choice-asked-by-office = The office itself
choice-request-answer-done = Done
choice-request-answer-partly = Done in part
choice-request-answer-law-forbids = Not done: the law asks that it is kept
choice-request-answer-others-safety = Not done: it is another's, or would put another in danger
choice-request-answer-not-theirs = Not done: who asked may not ask it

ui-none-data-requests = No requests yet.
