;; Tells each test of clojure.test as one JSON line, and in a last line that the run was told to its end. It adds to
;; the methods of `clojure.test/report`, so that what a project prints stays as it is.
(ns agent-tui.reporter
  (:require [clojure.java.io :as io]
            [clojure.string :as string]
            [clojure.test :as test])
  (:import [java.io Writer]
           [clojure.lang MultiFn]))

(def out (delay (io/writer (System/getenv "AGENT_TUI_REPORT") :encoding "UTF-8")))
(def cases (atom 0))
(def open-tests (atom ()))
;; Whether a summary was the last thing that was said: else the run ended in the middle.
(def told-to-end (atom false))

(defn json [value]
  (cond
    (nil? value) "null"
    (integer? value) (str value)
    (number? value) (String/format java.util.Locale/ROOT "%.3f" (object-array [(double value)]))
    (sequential? value) (str "[" (string/join "," (map json value)) "]")
    :else (str "\""
               (string/escape (str value)
                              (fn [c]
                                (cond
                                  (= c \") "\\\""
                                  (= c \\) "\\\\"
                                  (< (int c) 32) (format "\\u%04x" (int c))
                                  :else nil)))
               "\"")))

(defn write-line [fields]
  (locking out
    (.write ^Writer @out (str "{" (string/join "," (map (fn [[k v]] (str (json k) ":" (json v))) fields)) "}\n"))
    (.flush ^Writer @out)))

(defn tell [{:keys [path status file line ms message]}]
  (write-line [["event" "case"] ["path" path] ["status" status] ["file" file] ["line" line] ["ms" ms]
               ["message" message]])
  (swap! cases inc))

(defn shown [value]
  (if (instance? Throwable value)
    (str (.getName (class value)) ": " (.getMessage ^Throwable value))
    (pr-str value)))

(defn said [{:keys [message expected actual]}]
  (let [context (test/testing-contexts-str)]
    (string/join "\n" (remove string/blank?
                              [message context
                               (when (some? expected) (str "expected: " (pr-str expected)))
                               (str "actual: " (shown actual))]))))

(defn base-name [path] (when path (last (string/split (str path) #"[/\\]"))))

;; clojure.test tells the base name of a file alone; that of the test knows the rest.
(defn line-of [{:keys [file line actual]} own]
  (cond
    (and (some? line) (= (base-name file) (base-name own))) line
    (instance? Throwable actual)
    (some (fn [^StackTraceElement frame]
            (when (= (.getFileName frame) (base-name own)) (.getLineNumber frame)))
          (.getStackTrace ^Throwable actual))))

(defn names-of [v]
  (let [{:keys [ns name]} (meta v)]
    [(if ns (ns-name ns) "clojure.test") name]))

(defn begin [{v :var}]
  (reset! told-to-end false)
  (swap! open-tests conj {:var v :began (System/nanoTime) :troubles []}))

(defn trouble [event]
  (if-let [{v :var} (first @open-tests)]
    (let [row {:message (said event) :line (line-of event (:file (meta v)))}]
      (swap! open-tests (fn [[top & others]] (conj others (update top :troubles conj row)))))
    (tell {:path ["a fixture"] :status "failed" :file (:file event) :line (:line event) :message (said event)})))

(defn end [_]
  (when-let [{v :var :keys [began troubles]} (first @open-tests)]
    (swap! open-tests rest)
    (tell {:path (names-of v)
           :status (if (empty? troubles) "passed" "failed")
           :file (:file (meta v))
           :line (or (some :line troubles) (:line (meta v)))
           :ms (/ (- (System/nanoTime) began) 1e6)
           :message (when (seq troubles) (string/join "\n\n" (map :message troubles)))})))

(defn hear [event]
  (case (:type event)
    :begin-test-var (begin event)
    (:fail :error) (trouble event)
    :end-test-var (end event)
    :begin-test-ns (reset! told-to-end false)
    :summary (reset! told-to-end true)
    nil))

(defn wrap-method [^MultiFn multi type]
  (let [method (get-method multi type)]
    (.addMethod multi type (fn [event] (hear event) (method event)))))

(if (instance? MultiFn test/report)
  (doseq [type [:begin-test-var :fail :error :end-test-var :begin-test-ns :summary]]
    (wrap-method test/report type))
  (alter-var-root #'test/report (fn [report] (fn [event] (hear event) (report event)))))

(.addShutdownHook (Runtime/getRuntime)
                  (Thread. (fn [] (when @told-to-end (write-line [["event" "end"] ["cases" @cases]])))))
