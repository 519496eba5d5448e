package recorder

import (
	"time"

	batchv1 "k8s.io/api/batch/v1"
	v1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
)

// What becomes of a Job of a CronJob; one that ends with nothing runs on.
type jobLife struct {
	After float64                  `json:"after"`
	Ends  batchv1.JobConditionType `json:"ends"`
}

var jobs = batchv1.SchemeGroupVersion.WithResource("jobs")

// What stands for the Job controller.
func (s *server) jobCreated(job *batchv1.Job) {
	s.record("job", "created", job.Name)
	lived := s.given.Jobs[min(s.next("jobs"), len(s.given.Jobs)-1)]
	go func() {
		s.changeJob(job.Name, job.UID, func(own *batchv1.Job) {
			now := metav1.Now()
			own.Status.StartTime = &now
		})
		if lived.Ends == "" {
			return
		}
		time.Sleep(time.Duration(lived.After * float64(time.Second)))
		s.changeJob(job.Name, job.UID, func(own *batchv1.Job) {
			now := metav1.Now()
			if lived.Ends == batchv1.JobComplete {
				own.Status.CompletionTime = &now
			}
			own.Status.Conditions = []batchv1.JobCondition{{Type: lived.Ends, Status: v1.ConditionTrue}}
		})
	}()
}

func (s *server) changeJob(name string, uid types.UID, with func(*batchv1.Job)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	current, err := s.load(jobs, name)
	if s.closed || err != nil || current.(*batchv1.Job).UID != uid {
		return
	}
	job := current.(*batchv1.Job).DeepCopy()
	with(job)
	after := toMap(job)
	s.stamp(after)
	check(s.tracker.Update(jobs, toTyped(after, job), "default"))
}

func (s *server) observeCronJob(updated *batchv1.CronJob) {
	active := []string{}
	for _, job := range updated.Status.Active {
		active = append(active, job.Name)
	}
	clock := func(at *metav1.Time) string {
		if at == nil {
			return ""
		}
		return at.UTC().Format(time.RFC3339)
	}
	s.record("status", "", object{
		"active": active, "lastScheduleTime": clock(updated.Status.LastScheduleTime),
		"lastSuccessfulTime": clock(updated.Status.LastSuccessfulTime),
	})
}
